"""Read what stands in a fence: the joints of code, the branches of trees, drawings, tables."""
