using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Formats;

namespace Headroom.Cli.Sharding;

/// <summary>Options of work over files that an array of jobs may do in parts.</summary>
internal sealed class ShardOptions
{
    /// <summary>Cores of each job where nobody says.</summary>
    public const int CoresUsual = 2;

    private const int ShardsUsual = 8;

    private readonly Option<string?> _on = new("--on")
    {
        Description = "Do it as an array of jobs on this cluster of the pool, whose nodes see the same files",
        HelpName = "CLUSTER",
        Arity = ArgumentArity.ExactlyOne,
    };

    private readonly Option<int?> _shards = Numbers.Whole(
        "--shards", $"With --on, how many jobs [default: {ShardsUsual}]", 1, Shard.CountMax);

    private readonly Option<Shard?> _shard;

    private readonly Option<string?> _queue = new("--queue", "--tenant")
    {
        Description = "With --on, queue or tenant of the jobs [default: the only one that you may use]",
        HelpName = "QUEUE",
        Arity = ArgumentArity.ExactlyOne,
    };

    private readonly Option<string?> _program = new("--program")
    {
        Description = "With --on, where this program is on the cluster [default: where it is here]",
        HelpName = "PATH",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <param name="terminal">Tells which job of an array this one is.</param>
    public ShardOptions(Terminal terminal) => _shard = new("--shard")
    {
        Description = "Do part I of N of the files and nothing else, I from 0 [default: HEADROOM_ARRAY_INDEX]; the same with --resume does the rest",
        HelpName = "[I/]N",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var words = result.Tokens[0].Value.Split('/');
            var index = words.Length > 1 ? words[0] : terminal.Variable("HEADROOM_ARRAY_INDEX");
            if (words.Length <= 2 && Number(words[^1]) is >= 1 and <= Shard.CountMax and var count
                && Number(index) is { } own && own < count)
            {
                return new Shard(own, count);
            }

            result.AddError($"--shard '{result.Tokens[0].Value}' is no part of a whole; write 0/8 for the first of eight, of at most {Shard.CountMax}");
            return null;
        },
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _on, _shards, _shard, _queue, _program }) command.Add(option);
    }

    /// <summary>The part that is asked for; null for the whole.</summary>
    /// <exception cref="CommandFailure">It is asked for together with jobs that would do it.</exception>
    public Shard? Part(ParseResult parsed) => parsed.GetValue(_shard) switch
    {
        null => null,
        _ when parsed.GetValue(_on) is not null => throw new CommandFailure(
            ExitCode.WrongUse, "--shard is what a job of --on does; leave one of the two out."),
        { } shard => shard,
    };

    /// <summary>Where the parts are to be done; null for here.</summary>
    /// <exception cref="CommandFailure">Something is said of jobs that there are none of.</exception>
    public ShardPlace? Place(ParseResult parsed)
    {
        if (parsed.GetValue(_on) is { } cluster)
        {
            return new ShardPlace(
                cluster, parsed.GetValue(_shards) ?? ShardsUsual, parsed.GetValue(_queue) ?? "",
                parsed.GetValue(_program));
        }

        var idle = new Option[] { _shards, _queue, _program }
            .FirstOrDefault(option => parsed.GetResult(option) is not null);
        return idle is null ? null : throw new CommandFailure(
            ExitCode.WrongUse, $"{idle.Name} belongs to --on; give both or none.");
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Where the parts of work are done.</summary>
/// <param name="Cluster">Cluster of the pool.</param>
/// <param name="Shards">How many jobs.</param>
/// <param name="Queue">Their queue; empty for the only one.</param>
/// <param name="Program">Path of this program there; null for the one here.</param>
internal sealed record ShardPlace(string Cluster, int Shards, string Queue, string? Program);
