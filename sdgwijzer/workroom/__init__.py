"""The room in which a town turns figures and ideas into priorities, with votes and the reason."""
