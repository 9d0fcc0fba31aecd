"""HTML of any kind to the body vocabulary: blocks, figures, tables, notes, formulas, players."""
