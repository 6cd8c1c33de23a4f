"""Ask all publishers, keep what is new and right, build; does everybody answer?"""
