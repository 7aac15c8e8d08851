"""Who stands where: the organiser's board, and the exhibitor's own booth."""
