"""What every entry point holds and every act of the house shares: no case yet."""
