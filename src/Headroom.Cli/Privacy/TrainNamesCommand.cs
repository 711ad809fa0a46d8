using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Formats;
using Headroom.Privacy.NameTraining;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom privacy train-names</c>: makes the model that finds names and addresses.</summary>
internal static class TrainNamesCommand
{
    public static Command Create(Terminal terminal)
    {
        var plan = new TrainingPlan();
        var output = new Option<string>("--out") { Description = "File of the model", HelpName = "FILE", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "Which texts are made up", HelpName = "SEED", DefaultValueFactory = _ => plan.Seed };
        var texts = Count("--texts", "Texts made up for a round", plan.Texts, 10_000_000);
        var rounds = Count("--rounds", "Rounds over fresh texts", plan.Rounds, 1_000);
        var command = new DocumentedCommand(
            "train-names",
            "Train the model that finds names and addresses, on texts that are made up. The same seed gives the same model.",
            "headroom privacy train-names --out names.model",
            "headroom privacy train-names --out names.model --seed 7 --texts 20000 --rounds 3")
        {
            output, seed, texts, rounds,
        };
        command.SetAction((parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() =>
        {
            var asked = new TrainingPlan(parsed.GetValue(seed), parsed.GetValue(texts), parsed.GetValue(rounds));
            var model = new PerceptronTraining().Train(
                asked,
                (round, wrong) => terminal.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"round {round} of {asked.Rounds}: {wrong:P2} of the sentences tagged wrongly")),
                interrupted);
            var path = parsed.GetValue(output)!;
            using var file = new WholeOutput(path);
            model.Write(file.Stream);
            file.Commit();
            terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {new FileInfo(path).Length:N0} bytes"));
            return ExitCode.Done;
        })));
        return command;
    }

    private static Option<int> Count(string name, string description, int standard, int most)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} [default: {standard}]",
            HelpName = "COUNT",
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
                result.AddError($"{name} is a whole number from 1 to {most}");
        });
        return option;
    }
}
