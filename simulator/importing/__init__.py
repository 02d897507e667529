"""Bulk import: a file of products, members, suppliers, staff, opening stock or past orders, read before it is believed.

    bytes ──► sheets (`files`) ──► heading ──► cell by cell (`values`) ──► rows: accepted, repaired with a note,
                                                                       rejected with a reason, or set aside

`preview` is the whole of it; nothing is changed by it. What a kind of file holds is a table in `kinds`.
"""
