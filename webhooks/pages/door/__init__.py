"""Ways into a case and past its diagram: applications, acts beside the diagram, cases taken in, meetings."""
