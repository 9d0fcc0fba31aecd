"""Tags: what each piece of a page is, noted as a flow is set, and made one tree at the join."""
