"""What a browser and a notebook show: elements, and the fragments and the page that are made of them."""
