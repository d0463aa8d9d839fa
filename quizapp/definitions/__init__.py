"""Files -> domain: what authors write is read, proved and worded here, and nowhere else."""
