using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Demo;

/// <summary>
/// <c>headroom demo train</c>: what jobs of the demo run in place of a user's own training; hidden because nobody has
/// a reason to type it.
/// </summary>
internal sealed class DemoTrainCommand(Terminal terminal)
{
    private const int Passes = 8;
    private const double Rate = 2;

    private readonly Option<string?> _base =
        new("--base") { Description = "The model to begin with", HelpName = "FILE" };

    private readonly Option<string?> _out =
        new("--out") { Description = "Where the trained one goes", HelpName = "FILE" };

    public static Command Create(Terminal terminal) => new DemoTrainCommand(terminal).Create();

    private DocumentedCommand Create()
    {
        var command = new DocumentedCommand(
            "train", "Train the demo's model on what a job finds; jobs of the demo do this.",
            "headroom demo train --base base.safetensors --out trained.safetensors")
        {
            _base, _out,
        };
        command.Hidden = true;
        command.SetAction(parsed => Train(parsed.GetValue(_base), parsed.GetValue(_out)));
        return command;
    }

    private int Train(string? known, string? result)
    {
        var data = Variable("HEADROOM_DATA");
        if (known is not null && result is not null)
        {
            Trained(known, data).Write(result);
            return ExitCode.Done;
        }

        // A round of a federated job: each part by itself.
        foreach (var part in Directory.EnumerateFiles(data, "part-*.jsonl").Order(StringComparer.Ordinal))
        {
            var update = Path.GetFileNameWithoutExtension(part) + ".safetensors";
            Trained(Variable("HEADROOM_MODEL"), part).Write(Path.Combine(Variable("HEADROOM_UPDATES"), update));
        }

        return ExitCode.Done;
    }

    private static DemoModel Trained(string known, string data)
    {
        var model = DemoModel.Read(known);
        model.Train(DemoRecord.Read(data), Passes, Rate);
        return model;
    }

    private string Variable(string name) => terminal.Variable(name) ?? throw new CommandFailure(
        ExitCode.WrongUse, $"{name} is not set; jobs of 'headroom demo exchange' run this.");
}
