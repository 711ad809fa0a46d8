using Headroom.Cli;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

using var interruption = new Interruption();
return interruption.Guard(interrupted => CommandLine.Run(args, Terminal.OfThisProcess(), interrupted));
