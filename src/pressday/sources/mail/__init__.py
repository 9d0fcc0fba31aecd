"""Letters and mailboxes: newsletters as articles."""
