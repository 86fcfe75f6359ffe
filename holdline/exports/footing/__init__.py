"""Check the figures of anybody's bulletin: do they foot, and do they agree with the snapshot?"""
