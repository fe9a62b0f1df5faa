"""Reading pictures safely: what a file really is, decoding to sRGB, scaling for previews."""
