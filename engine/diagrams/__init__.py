"""The only room that knows SpiffWorkflow and lxml: reads, checks and runs BPMN diagrams."""
