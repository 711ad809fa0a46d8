using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Exchange;
using Headroom.Cli.Jobs;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Cli.Remote;
using Headroom.Client.Jobs;
using Headroom.Exchange.Federation;
using Headroom.Privacy.Keys;
using Headroom.Traces.Submissions;

namespace Headroom.Cli.Federated;

/// <summary><c>headroom federated join</c>: a site takes part with data that does not leave it.</summary>
internal sealed class JoinCommand(Terminal terminal)
{
    private readonly Argument<string[]> _words = CommandWords.Argument();
    private readonly Option<string> _folder = FederatedCommand.Folder();
    private readonly Option<string> _key = ExchangeOptions.Key();
    private readonly Option<string> _data = Required("--data", "FILE", "Records, one a line; they stay here");
    private readonly Option<string> _state = Required("--state", "DIR", "Folder of this site's own, for the parts of its data and what it has made of them");
    private readonly Option<string> _ledger = Required("--ledger", "FILE", "Ledger that the privacy budget is charged to; the key signs it");
    private readonly Option<double> _epsilon = new("--epsilon") { Description = "Privacy loss that may be spent in all", HelpName = "EPSILON", Required = true };
    private readonly Option<string> _budget = new("--budget") { Description = "Name of the budget: jobs over the same data share one", HelpName = "NAME", DefaultValueFactory = _ => "data" };
    private readonly Option<string?> _person = new("--person") { Description = "Member of JSON records that all records of one person share: people are protected, not records", HelpName = "MEMBER" };
    private readonly Option<string?> _job = Files.One("--job", "Job file with what the command needs: GPUs, memory, time, queue");

    public static Command Create(Terminal terminal) => new JoinCommand(terminal).Create();

    private DocumentedCommand Create() => new DocumentedCommand(
        "join",
        "Take part in a federated job: run a command on this site's data, as jobs of its own pool, and send updates that are clipped, noised and masked.",
        "headroom federated join --dir rounds --key ward.key --data notes.jsonl --state site --ledger audit.jsonl --epsilon 8 -- python3 train.py")
    {
        _words, _folder, _key, _data, _state, _ledger, _epsilon, _budget, _person, _job,
    }.Serve(terminal, RunAsync);

    private async Task<int> RunAsync(ServerCall call, CancellationToken interrupted)
    {
        var parsed = call.Parsed;
        using var key = ExchangeOptions.Opened(terminal, parsed, _key);
        var shared = parsed.GetRequiredValue(_folder);
        var folder = new RoundFolder(shared, FederatedCommand.TermsIn(shared));
        var terms = folder.Terms;
        var site = terms.Sites.ToList().FindIndex(one => one.Key.ToString() == key.Public.ToString());
        if (site < 0) throw new CommandFailure(ExitCode.NotAuthorised, "the terms name no site with this key.");

        var epsilon = parsed.GetRequiredValue(_epsilon);
        if (epsilon is not (> 0 and <= 1000)) throw new CommandFailure(ExitCode.WrongUse, "--epsilon is above 0 and at most 1000.");

        var state = Path.GetFullPath(parsed.GetRequiredValue(_state));
        using var only = Alone(state, terms);
        DataParts.Write(parsed.GetRequiredValue(_data), Path.Combine(state, "parts"), terms.Privacy.Parts, parsed.GetValue(_person));
        var budget = new SiteBudget(
            parsed.GetRequiredValue(_ledger), key, parsed.GetRequiredValue(_budget), epsilon, terminal.Clock, terms);
        var training = new SiteTraining(call, folder, Request(parsed), state, site);
        for (var round = 0; round < terms.Rounds; round++)
            await RoundAsync(folder, key, site, round, budget, training, interrupted);

        Tell($"done: {terms.Rounds} rounds, the model is {folder.Model(terms.Rounds)}");
        return ExitCode.Done;
    }

    private async Task RoundAsync(
        RoundFolder folder, KeyPair key, int site, int round, SiteBudget budget, SiteTraining training,
        CancellationToken interrupted)
    {
        var waiting = new Waiting(terminal.Clock, interrupted);
        var last = -1;
        while (true)
        {
            waiting.Until(() => folder.IsDone(round) || folder.AttemptOf(round) > last);
            if (folder.IsDone(round)) return;

            last = folder.AttemptOf(round);
            if (folder.Read(round, last, FederatedWord.Begin)!.Words is not [var digest]
                || digest != Coordinator.DigestOf(folder.Model(round)))
            {
                throw new CommandFailure(ExitCode.Refused, $"{folder.Model(round)} is not the model that the coordinator signed.");
            }

            if (round == 0 && digest != folder.Terms.Model)
                throw new CommandFailure(ExitCode.Refused, $"{folder.Model(round)} is not the model of the terms.");

            if (!PrivacyFailure.Told(() => budget.Allows(round)))
            {
                folder.Write(key, round, 0, FederatedWord.Spent, [], site);
                throw new CommandFailure(ExitCode.Refused, string.Create(CultureInfo.InvariantCulture, $"the privacy budget is spent after {round} rounds; nothing of this one leaves."));
            }

            // Somebody who was here before this site was stopped may wait for it no longer: only a new attempt counts.
            if (folder.Read(round, last, FederatedWord.Ready, site) is not null) continue;

            var update = await training.UpdateAsync(round, interrupted);
            PrivacyFailure.Told(() =>
            {
                budget.Charge(round);
                return 0;
            });
            Tell($"round {round + 1}: the update is charged and sent, masked");
            last = folder.AttemptOf(round);
            if (folder.Read(round, last, FederatedWord.Ready, site) is null)
                new SiteAttempt(folder, key, site, round, last, waiting).Take(update);
        }
    }

    // Two programs over one state would train twice; and a folder belongs to one job.
    private static FileStream Alone(string state, FederatedTerms terms)
    {
        Directory.CreateDirectory(state);
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(state, "job"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{state}: another program takes part with this folder.");
        }

        var id = System.Text.Encoding.ASCII.GetBytes(terms.Id);
        var before = new byte[file.Length];
        file.ReadExactly(before);
        if (before.Length == id.Length && !before.AsSpan().SequenceEqual(id))
        {
            file.Dispose();
            throw new CommandFailure(ExitCode.WrongUse, $"{state}: this folder belongs to another job; name an empty one.");
        }

        file.Position = 0;
        file.Write(id);
        file.Flush(flushToDisk: true);
        return file;
    }

    private JobRequest Request(ParseResult parsed)
    {
        var words = CommandWords.In(parsed, _words);
        if (words.Count == 0) throw new CommandFailure(ExitCode.WrongUse, "there is no command; write it behind '--'.");

        var written = new JobDescription { Command = words, Directory = Environment.CurrentDirectory };
        return JobRequests.Of(parsed.GetValue(_job) is { } file ? written.Over(JobFile.Read(file)) : written);
    }

    private void Tell(FormattableString line)
    {
        terminal.Output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        terminal.Output.Flush();
    }

    private static Option<string> Required(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help, Required = true };
}
