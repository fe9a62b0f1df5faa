"""One kind of defect a module: what a studio does to a product without saying so, planted on purpose."""
