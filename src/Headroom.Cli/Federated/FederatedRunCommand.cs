using System.CommandLine;
using Headroom.Cli.Exchange;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Exchange.Federation;
using Headroom.Formats.Tensors;

namespace Headroom.Cli.Federated;

/// <summary><c>headroom federated run</c>: coordinates the rounds of a federated job.</summary>
internal sealed class FederatedRunCommand(Terminal terminal)
{
    private readonly Option<string> _file = new("--file", "-f") { Description = "Terms of the job, in YAML", HelpName = "FILE", Required = true };
    private readonly Option<string> _folder = FederatedCommand.Folder();
    private readonly Option<string> _key = ExchangeOptions.Key();
    private readonly Option<int> _patience = Seconds("--patience", "Seconds to wait for the updates of a round", 86_400);
    private readonly Option<int> _answers = Seconds("--answers", "Seconds to wait for each answer of sites that have their update", 60);

    public static Command Create(Terminal terminal) => new FederatedRunCommand(terminal).Create();

    private DocumentedCommand Create()
    {
        var command = new DocumentedCommand(
            "run",
            "Coordinate a federated job: begin its rounds, and add up masked updates. It sees no update and no data. The same command goes on where it was stopped.",
            "headroom federated run -f federated.yaml --dir rounds --key coordinator.key",
            "headroom federated run -f federated.yaml --dir rounds --key coordinator.key --patience 3600 --answers 120")
        {
            _file, _folder, _key, _patience, _answers,
        };
        command.SetAction(
            (parsed, interrupted) => Task.FromResult(PrivacyFailure.Told(() => Run(parsed, interrupted))));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken interrupted)
    {
        using var key = ExchangeOptions.Opened(terminal, parsed, _key);
        var folder = Begun(parsed.GetRequiredValue(_file), parsed.GetRequiredValue(_folder));
        var terms = folder.Terms;
        if (terms.Coordinator.ToString() != key.Public.ToString()) throw new CommandFailure(ExitCode.NotAuthorised, "the terms name another coordinator; take its key.");

        var patience = new Patiences(Span(parsed, _patience), Span(parsed, _answers));
        var coordinator = new Coordinator(terminal, folder, key, patience, new Waiting(terminal.Clock, interrupted));
        for (var round = 0; round < terms.Rounds; round++)
        {
            if (!folder.IsDone(round)) coordinator.Round(round);
        }

        terminal.Output.WriteLine($"done: {folder.Model(terms.Rounds)}");
        return ExitCode.Done;
    }

    // The terms are written last: sites that see them find the model too.
    private static RoundFolder Begun(string file, string shared)
    {
        if (!File.Exists(file)) throw new CommandFailure(ExitCode.NotFound, $"{file}: there is no such file; check the path.");
        if (new FileInfo(file).Length > FederatedTermsText.BytesMax) throw new CommandFailure(ExitCode.WrongUse, $"{file}: longer than terms are.");

        var text = File.ReadAllText(file);
        var model = Path.GetFullPath(
            FederatedTermsText.ModelIn(text, file), Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!File.Exists(model)) throw new CommandFailure(ExitCode.NotFound, $"{model}: there is no such model; 'model' of {file} names it.");

        var tensors = TensorFile.Read(model, FederatedTerms.NumbersMax);
        if (tensors.Values.Length == 0) throw new CommandFailure(ExitCode.WrongUse, $"{model}: a model without numbers learns nothing.");

        var terms = FederatedTermsText.Parse(text, file, Coordinator.DigestOf(model));
        var folder = new RoundFolder(shared, terms);
        var place = RoundFolder.TermsIn(shared);
        if (File.Exists(place))
        {
            return FederatedCommand.TermsIn(shared).Id == terms.Id
                ? folder
                : throw new CommandFailure(ExitCode.WrongUse, $"{place}: another job is in this folder; name an empty one.");
        }

        foreach (var size in Enumerable.Range(FederatedTerms.StayMin, terms.Sites.Count - 2))
            terms.PlanOf(size).Demand();
        RoundFolder.WriteWhole(folder.Model(0), stream => stream.Write(File.ReadAllBytes(model)));
        RoundFolder.WriteWhole(place, stream => stream.Write(terms.Text()));
        return folder;
    }

    private static TimeSpan Span(ParseResult parsed, Option<int> option) =>
        TimeSpan.FromSeconds(Math.Clamp(parsed.GetRequiredValue(option), 1, 2_592_000));

    private static Option<int> Seconds(string name, string description, int usual) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        DefaultValueFactory = _ => usual,
    };
}
