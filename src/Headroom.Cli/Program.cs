using Headroom.Cli;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Runs;

// Whoever stops a run tells all of its processes: these end with what they started.
if (SuperviseCommand.Is(args) || args is ["sealed", "run", ..]) return CommandLine.Run(args, Terminal.OfThisProcess(), CancellationToken.None);

using var interruption = new Interruption();
return interruption.Guard(interrupted => CommandLine.Run(args, Terminal.OfThisProcess(), interrupted));
