"""The demo workspace's pictures: products drawn, photographed and spoiled, to try the desk at once."""
