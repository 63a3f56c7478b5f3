"""The basket of a customer."""

CONTENTS = []
