using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Exchange.Agreements;

namespace Headroom.Cli.Exchange;

/// <summary><c>headroom agree check</c>: may a job start under an agreement?</summary>
internal static class AgreeCheck
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var id = ExchangeOptions.AgreementId();
        var purpose = Required("--purpose", "What for", "WORD");
        var digest = Required("--command", "SHA-256 of the command or image", "DIGEST");
        var region = Required("--region", "Where", "REGION");
        var file = new Option<string>("--file") { Description = "Id of the sealed file that it opens", HelpName = "ID", DefaultValueFactory = _ => "" };
        var evidence = new Option<string[]>("--evidence") { Description = "Evidence that was shown and checked; may be given several times", HelpName = "WORD" };
        var seconds = new Option<long>("--gpu-seconds") { Description = "What it takes at most", HelpName = "SECONDS", Required = true };
        var command = new DocumentedCommand(
            "check", "Say whether a job may start under an agreement; else which clause refuses it, with exit code 5.",
            "headroom agree check 3fa1b2c4d5e6 --purpose training --command 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03 --region cn-east --gpu-seconds 7200")
        {
            id, purpose, digest, region, file, evidence, seconds,
        };
        return command.Deal(terminal, async dealing =>
        {
            var parsed = dealing.Parsed;
            var agreement = await ExchangeOptions.AgreementAsync(dealing.Exchange, parsed.GetRequiredValue(id));
            var request = new JobRequest(
                parsed.GetRequiredValue(purpose), parsed.GetRequiredValue(digest), parsed.GetRequiredValue(region),
                parsed.GetRequiredValue(file), parsed.GetValue(evidence) ?? [], parsed.GetRequiredValue(seconds));
            var held = new JobsHeld(agreement.Reports.Count, agreement.GpuSeconds);
            if (Admission.Refuses(agreement, request, held, terminal.Clock.GetUtcNow()) is { } clause)
                throw new CommandFailure(ExitCode.Refused, $"the clause {clause} refuses the job; 'headroom agree show {ExchangeOptions.Short(agreement.Id)}' prints the terms.");

            terminal.Output.WriteLine("the job may start");
            return ExitCode.Done;
        });
    }

    private static Option<string> Required(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help, Required = true };
}
