using System.CommandLine;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Server.Clusters.Descriptions;

namespace Headroom.Cli.Pool;

/// <summary>How a command names a cluster: by its name, a file, and what goes before the file's word.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _engine = new("--engine")
    {
        Description = "What runs work there [default: what the file says]",
        HelpName = "ENGINE",
    };

    private readonly Option<string?> _region =
        new("--region") { Description = "Its region [default: what the file says]", HelpName = "REGION" };

    private readonly Option<string?> _config =
        new("--config") { Description = "File that describes it, in lines 'key: value'", HelpName = "FILE" };

    /// <summary>The options.</summary>
    public ClusterOptions() => _engine.AcceptOnlyFromAmong([.. ClusterDescription.Engines]);

    /// <summary>The argument that names a cluster.</summary>
    public Argument<string> Name { get; } =
        new("name") { Description = "Name of the cluster", HelpName = "NAME", Arity = ArgumentArity.ExactlyOne };

    /// <summary>Adds all of it to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Name);
        command.Add(_engine);
        command.Add(_region);
        command.Add(_config);
    }

    /// <summary>Whether a command line describes the cluster, and does not only name it.</summary>
    public bool IsDescribed(ParseResult parsed) =>
        parsed.GetValue(_config) is not null || parsed.GetValue(_engine) is not null;

    /// <summary>The cluster, with paths that are whole.</summary>
    /// <exception cref="CommandFailure">No file is named, and one is needed.</exception>
    /// <exception cref="ClusterException">There can be no such cluster.</exception>
    /// <exception cref="Traces.TraceFormatException">The file has faults.</exception>
    public ClusterDescription In(ParseResult parsed)
    {
        var (name, engine, region) =
            (parsed.GetRequiredValue(Name), parsed.GetValue(_engine), parsed.GetValue(_region));
        var described = parsed.GetValue(_config) is { } path
            ? ClusterDescription.Read(
                path,
                key => key switch { "name" => name, "engine" => engine, "region" => region, _ => null })
            : WithoutFile(name, engine, region);
        return described.With(ClusterDescription.Paths, Path.GetFullPath);
    }

    private static ClusterDescription WithoutFile(string name, string? engine, string? region) => engine == "local"
        ? ClusterDescription.Parse("--engine", JsonSerializer.Serialize(
            new Dictionary<string, string> { ["engine"] = engine, ["name"] = name, ["region"] = region ?? "" }))
        : throw new CommandFailure(
            ExitCode.WrongUse, $"{name} is not described; name its file with --config (--engine local needs none).");
}
