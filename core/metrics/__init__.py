"""What comes of it: rejections, returns and escapes, counted; pure functions over what `facts` joins."""
