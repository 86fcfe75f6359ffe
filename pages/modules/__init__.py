"""Pages under the heading Modules."""
