"""Files of office programs. What they are read with is the extra `office`, asked for when such a file is opened."""
