"""What is talked about: sites, needs, industries, rules. Frozen values and the facts that follow from them alone."""
