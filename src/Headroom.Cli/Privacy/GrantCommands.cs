using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Formats;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom grant</c>, <c>revoke</c> and <c>inspect</c>: who may open a sealed file.</summary>
internal static class GrantCommands
{
    public static Command Grant(Terminal terminal)
    {
        var (file, key) = (FileArgument(), OwnerOption());
        var job = new Option<string>("--to") { Description = "Public key of the job", HelpName = "KEY", Required = true };
        var purpose = new Option<string>("--purpose") { Description = "What the job does with the data", HelpName = "TEXT", Required = true };
        var uses = new Option<int>("--uses") { Description = "How often it may open the file", HelpName = "COUNT", DefaultValueFactory = _ => 1 };
        var hours = new Option<double>("--hours") { Description = "For how long", HelpName = "HOURS", DefaultValueFactory = _ => 24 };
        var target = new Option<string>("--out") { Description = "File of the grant", HelpName = "FILE", Required = true };
        var ledger = new LedgerOptions();
        var command = new DocumentedCommand(
            "grant",
            "Release the key of a sealed file to one job, for a purpose, a number of uses and a time. The owner's key stays here.",
            "headroom grant scans.sealed --key owner.key --to job.key --purpose training --uses 3 --hours 48 --out grant.json")
        {
            file, key, job, purpose, uses, hours, target,
        };
        ledger.AddTo(command);
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            var (count, time) = (parsed.GetValue(uses), parsed.GetValue(hours));
            if (count < 1 || time is not (> 0 and <= 87_600))
                throw new CommandFailure(ExitCode.WrongUse, "--uses is at least 1, and --hours above 0 and at most 87600.");

            ledger.DemandApart(
                parsed, [parsed.GetRequiredValue(file), parsed.GetRequiredValue(key), parsed.GetRequiredValue(job)],
                [parsed.GetRequiredValue(target)]);
            using var owner = KeyOptions.Read(terminal, parsed.GetRequiredValue(key));
            var header = SealedFile.Inspect(parsed.GetRequiredValue(file));
            var now = terminal.Clock.GetUtcNow();
            var until = now.AddHours(time);
            var grant = Headroom.Privacy.Grants.Grant.Make(header, owner, new GrantTerms(
                header.FileId, SealCommand.KeyOf(parsed.GetRequiredValue(job)), parsed.GetRequiredValue(purpose),
                count, until), now);
            using var output =
                new WholeOutput(parsed.GetRequiredValue(target), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            output.Stream.Write(grant.Write());
            output.Commit();
            ledger.Append(parsed, terminal, LedgerKind.Grant, grant.Id, string.Create(CultureInfo.InvariantCulture,
                $"file {header.FileId} to {grant.Terms.Job.Id}, {count} uses until {until:u}: {grant.Terms.Purpose}"));
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"grant {grant.Id}: {count} uses until {until:u}"));
            return ExitCode.Done;
        }));
        return command;
    }

    public static Command Revoke(Terminal terminal)
    {
        var (file, key) = (FileArgument(), OwnerOption());
        var recipient = new Option<string>("--from") { Description = "Key, or id of the key, that shall no longer open the file", HelpName = "KEY", Required = true };
        var ledger = new LedgerOptions();
        var command = new DocumentedCommand(
            "revoke",
            "Take a recipient out of the header of a sealed file. The data is not touched; copies elsewhere keep their headers.",
            "headroom revoke scans.sealed --key owner.key --from 2f6c8a0b1d3e4f50")
        {
            file, key, recipient,
        };
        ledger.AddTo(command);
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            using var owner = KeyOptions.Read(terminal, parsed.GetRequiredValue(key));
            var word = parsed.GetRequiredValue(recipient);
            var id = word.Length == 16 && !File.Exists(word) ? word : SealCommand.KeyOf(word).Id;
            if (id == owner.Public.Id) throw new CommandFailure(ExitCode.Refused, "the owner's own key would be taken out, and nobody could open the file.");

            var header = SealedFile.Rewrap(parsed.GetRequiredValue(file), owner, (before, _) =>
                before.Recipients.Any(wrap => wrap.Recipient == id)
                    ? [.. before.Recipients.Where(wrap => wrap.Recipient != id)]
                    : throw new CommandFailure(ExitCode.NotFound, $"the file is not sealed for {id}; 'headroom inspect' lists for whom it is."));
            ledger.Append(parsed, terminal, LedgerKind.Revoke, header.FileId, $"from {id}");
            return ExitCode.Done;
        }));
        return command;
    }

    public static Command Inspect(Terminal terminal)
    {
        var file = FileArgument();
        var output = Choices.One("--output", "output", "How it is printed", ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var command = new DocumentedCommand(
            "inspect", "Print for whom a file is sealed. It is proven only when the file is opened.", "headroom inspect scans.sealed")
        {
            file, output,
        };
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            var header = SealedFile.Inspect(parsed.GetRequiredValue(file));
            if (output.In(parsed) == OutputFormat.Json)
                terminal.Output.WriteLine(JsonText.Object(header, WriteMembers));
            else WriteTable(terminal, header);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void WriteTable(Terminal terminal, SealHeader header)
    {
        terminal.Output.WriteLine($"file {header.FileId}, {header.Cipher}");
        var table = new TextTable(TableColumn.Words("RECIPIENT"), TableColumn.Words("KIND"));
        foreach (var wrap in header.Recipients) table.Add(wrap.Recipient, NameOf(wrap.Kind));
        table.Write(terminal);
        if (header.Policy.Length > 0) terminal.Output.WriteLine($"grants: {header.Policy}");
    }

    private static string NameOf(KeyKind kind) => kind switch
    {
        KeyKind.SealHybrid => "X-Wing",
        KeyKind.SealP256 => "P-256",
        _ => "X25519",
    };

    private static void WriteMembers(System.Text.Json.Utf8JsonWriter json, SealHeader header)
    {
        json.WriteString("file", header.FileId);
        json.WriteString("cipher", header.Cipher.ToString());
        json.WriteStartArray("recipients");
        foreach (var wrap in header.Recipients) json.WriteStringValue(wrap.Recipient);
        json.WriteEndArray();
        if (header.Policy.Length == 0) return;

        json.WritePropertyName("grants");
        json.WriteRawValue(header.Policy);
    }

    private static Argument<string> FileArgument() => new("file") { Description = "Sealed file", HelpName = "FILE" };

    private static Option<string> OwnerOption() => new("--key") { Description = "Key file of the owner", HelpName = "FILE", Required = true };
}
