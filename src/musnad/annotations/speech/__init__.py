"""Words of reported speech that roles and quotations share: verbs of saying in all forms, phrase lists."""
