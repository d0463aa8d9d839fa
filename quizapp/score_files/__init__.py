"""Files of answers: read, scored and written, many thousands at a time, with the same numbers as one by one."""
