"""What the desk is made of beside its screen: what is counted, walked and told."""
