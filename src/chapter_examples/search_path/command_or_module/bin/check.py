"""What an installer writes into the folder of commands: it starts the module `checker`."""

import checker

checker.main()
