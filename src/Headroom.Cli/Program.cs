using Headroom.Cli;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Runs;

if (SuperviseCommand.Is(args)) return CommandLine.Run(args, Terminal.OfThisProcess(), CancellationToken.None);

using var interruption = new Interruption();
return interruption.Guard(interrupted => CommandLine.Run(args, Terminal.OfThisProcess(), interrupted));
