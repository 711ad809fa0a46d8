using System.Globalization;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Local;
using Headroom.Engines.Local.Supervision;

// A program that the tests start and kill: a supervisor, or a control plane that starts runs and then only waits.
switch (args)
{
    case ["supervise", var directory]:
        return await RunSupervisor.RunAsync(directory, TimeProvider.System) ? 0 : 1;

    case ["engine", var root, var count, .. var command]:
        var engine = new LocalEngine(
            new LocalEngineOptions { Root = root, Supervisor = [Environment.ProcessPath!, "supervise"] },
            TimeProvider.System);
        for (var index = 0; index < int.Parse(count, CultureInfo.InvariantCulture); index++)
        {
            var answer = await engine.StartAsync(
                new RunOrder
                {
                    Id = RunId.Of(string.Create(CultureInfo.InvariantCulture, $"run-{index}")),
                    Command = ValueList.From(command),
                    Environment = [new("INDEX", index.ToString(CultureInfo.InvariantCulture))],
                    Tasks = [new RunTask("local")],
                },
                CancellationToken.None);
            Console.WriteLine(answer is StartAnswer.Accepted);
        }

        await Task.Delay(Timeout.Infinite);
        return 0;

    default:
        return 2;
}
