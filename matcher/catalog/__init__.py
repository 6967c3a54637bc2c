"""Town packs: read strictly, overlaid with answers, written back."""
