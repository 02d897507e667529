"""A shop of one's own: a folder of plain lists that scripts name as they name any shop (`shop: ./my-shop`).

    shop.yaml       its head, in the words of the shops that ship; written once, and then its owner's
    products.csv    one list a kind of import, each as `storedrill import` writes it clean
    members.csv, suppliers.csv, staff.csv, stock.csv, orders.csv

    lists      the folder: read, checked row by row, written atomically
    joining    rows of a file and rows of a list -> one list, and what became of each (pure)
    building   lists -> items, staff, suppliers, stock, past baskets, members (pure)
    own        all of it together: `OwnShop`
    told       what an import did to a shop, in words and for machines

A run keeps the shop it was played in by content, as it does with any other.
"""
