using System.CommandLine;
using System.Text.Json;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Serving;
using Headroom.Engines.Contract;

namespace Headroom.Cli.Pool;

/// <summary><c>headroom clusters add</c>, <c>remove</c> and <c>test</c>: what a pool runs its work on.</summary>
internal static class ClusterFileCommands
{
    public static Command Add(Terminal terminal)
    {
        var (name, data) = (NameArgument(ArgumentArity.ExactlyOne), PoolPlace.DataOption());
        var (engine, region, config) = (EngineOption(), RegionOption(), ConfigOption());
        var isUnchecked = new Option<bool>("--unchecked")
        {
            Description = "Add it though it lacks something, or is silent",
        };
        config.Required = true;
        var command = new DocumentedCommand(
            "add",
            "Add a cluster to the pool of this machine. It takes work from the pool's next start on.",
            "headroom clusters add west --engine slurm --config west.yaml",
            "headroom clusters add south --engine kubernetes --region cn-south --config south.yaml --data pool")
        {
            name, engine, region, config, isUnchecked, data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = FolderOf(parsed, data, terminal);
            var called = parsed.GetRequiredValue(name);
            if (File.Exists(AddedClusters.PathOf(folder, called)))
            {
                throw new CommandFailure(
                    ExitCode.Refused,
                    $"the pool has a cluster {called} already; see 'headroom clusters remove {called}'.");
            }

            var text = ClusterText.Of(
                called, parsed.GetValue(engine), parsed.GetValue(region), parsed.GetRequiredValue(config)!);
            var checks = await CheckAsync(text, called, folder, cancellation);
            if (!AreMet(checks) && !parsed.GetValue(isUnchecked))
            {
                Write(terminal, checks, OutputFormat.Table);
                throw new CommandFailure(
                    ExitCode.Failed,
                    $"{called} lacks something and was not added; mend that, or add it with --unchecked.");
            }

            AddedClusters.Keep(folder, called, text);
            terminal.Output.WriteLine($"{called} is added. It takes work from the next start of the pool on:");
            terminal.Output.WriteLine("stop 'headroom up' and start it again. Jobs go on meanwhile.");
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Remove(Terminal terminal)
    {
        var (name, data) = (NameArgument(ArgumentArity.ExactlyOne), PoolPlace.DataOption());
        var command = new DocumentedCommand(
            "remove",
            "Remove a cluster from the pool of this machine. Drain it first: what runs there is not told to stop.",
            "headroom clusters remove west")
        {
            name, data,
        };
        command.SetAction(parsed =>
        {
            var called = parsed.GetRequiredValue(name);
            var path = AddedClusters.PathOf(FolderOf(parsed, data, terminal), called);
            if (!File.Exists(path))
            {
                throw new CommandFailure(
                    ExitCode.NotFound, $"no cluster {called} was added; see 'headroom clusters list'.");
            }

            File.Delete(path);
            terminal.Output.WriteLine($"{called} is removed. Its nodes are gone with the next start of the pool;");
            terminal.Output.WriteLine("runs that are there still count as running until it is added again.");
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Test(Terminal terminal)
    {
        var (name, data) = (NameArgument(ArgumentArity.ExactlyOne), PoolPlace.DataOption());
        var (engine, region, config) = (EngineOption(), RegionOption(), ConfigOption());
        var output = Choices.One("--output", "output", "How findings are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv));
        var command = new DocumentedCommand(
            "test",
            "Look whether a cluster has all that is needed, and say what is missing. The exit code is 0 when it has.",
            "headroom clusters test west",
            "headroom clusters test west --engine kubernetes --config west.yaml --output json")
        {
            name, engine, region, config, data, output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var folder = FolderOf(parsed, data, terminal);
            var called = parsed.GetRequiredValue(name);
            var path = parsed.GetValue(config) ?? AddedClusters.PathOf(folder, called);
            if (!File.Exists(path))
            {
                throw new CommandFailure(
                    ExitCode.NotFound, $"no cluster {called} was added, and --config names no file that describes it.");
            }

            var text = ClusterText.Of(called, parsed.GetValue(engine), parsed.GetValue(region), path);
            terminal.Error.WriteLine($"headroom: asking {called} what it allows.");
            var checks = await CheckAsync(text, called, folder, cancellation);
            Write(terminal, checks, output.In(parsed));
            return AreMet(checks) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Argument<string> NameArgument(ArgumentArity arity) =>
        new("name") { Description = "Name of the cluster", HelpName = "NAME", Arity = arity };

    private static Option<string?> EngineOption()
    {
        var option = new Option<string?>("--engine")
        {
            Description = "What runs work there [default: what the file says]",
            HelpName = "ENGINE",
        };
        option.AcceptOnlyFromAmong([.. ClusterFile.Engines, "local"]);
        return option;
    }

    private static Option<string?> RegionOption() =>
        new("--region") { Description = "Its region [default: what the file says]", HelpName = "REGION" };

    private static Option<string?> ConfigOption() =>
        new("--config") { Description = "File that describes it, in lines 'key: value'", HelpName = "FILE" };

    private static string FolderOf(ParseResult parsed, Option<string?> data, Terminal terminal) => Path.GetFullPath(
        Settings.WithoutOption(terminal)[Setting.Data, parsed.GetValue(data)].Text!);

    private static async Task<IReadOnlyList<EngineCheck>> CheckAsync(
        string text, string name, string folder, CancellationToken cancellation)
    {
        var draft = Path.Combine(Path.GetTempPath(), $"headroom-{Path.GetRandomFileName()}");
        try
        {
            await File.WriteAllTextAsync(draft, text, cancellation);
            var engine = ClusterFile.Read(draft, folder).Open();
            using var _ = engine as IDisposable;
            return await engine.CheckAsync(cancellation);
        }
        catch (IOException fault)
        {
            throw new CommandFailure(ExitCode.Failed, $"{name}: {fault.Message}");
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static bool AreMet(IReadOnlyList<EngineCheck> checks) =>
        checks.All(check => check.IsMet || check.IsOptional);

    private static void Write(Terminal terminal, IReadOnlyList<EngineCheck> checks, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonText.WriteArray(terminal.Output, checks, WriteMembers);
                terminal.Output.WriteLine();
                break;
            case OutputFormat.Csv:
                terminal.Output.WriteLine(CsvText.Line("need", "state", "sentence"));
                foreach (var check in checks)
                    terminal.Output.WriteLine(CsvText.Line(check.Need, StateOf(check), check.Sentence));
                break;
            default:
                var table = new TextTable(
                    TableColumn.Words("NEED"), TableColumn.Words("STATE"), TableColumn.Words("FOUND"));
                foreach (var check in checks) table.Add(check.Need, StateOf(check), check.Sentence);
                table.Write(terminal);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, EngineCheck check)
    {
        json.WriteString("need", check.Need);
        json.WriteString("state", StateOf(check));
        json.WriteBoolean("optional", check.IsOptional);
        json.WriteString("sentence", check.Sentence);
    }

    private static string StateOf(EngineCheck check) =>
        check.IsMet ? "met" : check.IsOptional ? "without" : "missing";
}
