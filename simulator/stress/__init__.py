"""Peak load: many tills at once, through the rules, the journal and the books that a trainee uses.

`lane` is a till under load (pure), `sales` what is done at it, `baskets` what is bought, `load` how often; `worker` is
the loop that plays lanes and commits groups, `engine` the processes around it; `audit` says whether all came out right.
"""
