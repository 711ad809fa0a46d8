using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Privacy.Accounting;
using Headroom.Privacy.Ledgers;

namespace Headroom.Cli.Privacy;

/// <summary><c>headroom privacy budget</c>: what training with noise tells of single records.</summary>
internal static class PrivacyCommand
{
    public static Command Create(Terminal terminal) => new("privacy", "Account for privacy loss, and train what finds names.") { Budget(terminal), TrainNamesCommand.Create(terminal) };

    private static DocumentedCommand Budget(Terminal terminal)
    {
        var noise = new Option<double>("--noise") { Description = "Standard deviation of the noise over the clipping norm", HelpName = "SIGMA", Required = true };
        var rate = new Option<double>("--rate") { Description = "Probability that a record is in a step, 0 to 1", HelpName = "Q", Required = true };
        var steps = new Option<long>("--steps") { Description = "Steps", HelpName = "COUNT", Required = true };
        var delta = new Option<double>("--delta") { Description = "Chance that the bound may fail", HelpName = "DELTA", Required = true };
        var subject = new Option<string>("--subject") { Description = "Which data set is charged, in the ledger", HelpName = "NAME", DefaultValueFactory = _ => "data set" };
        var output = Choices.One("--output", "output", "How it is printed", ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var accountant = Choices.One(
            "--accountant", "accountant", "How the steps are added up", ("rdp", Accountant.RenyiDivergence),
            ("pld", Accountant.PrivacyLossDistribution));
        var ledger = new LedgerOptions();
        var command = new DocumentedCommand(
            "budget",
            "Bound the privacy loss of sampled Gaussian steps, as in training with noise, by Rényi differential privacy or, tighter, by "
                + "privacy loss distributions.",
            "headroom privacy budget --noise 1.5 --rate 0.04 --steps 2250 --delta 1e-5",
            "headroom privacy budget --noise 1.5 --rate 0.04 --steps 2250 --delta 1e-5 --accountant pld",
            "headroom privacy budget --noise 1.1 --rate 0.004 --steps 14065 --delta 1e-5 --ledger audit.jsonl --sign-key signer.key")
        {
            noise, rate, steps, delta, accountant, subject, output,
        };
        ledger.AddTo(command);
        command.SetAction(parsed => PrivacyFailure.Told(() =>
        {
            var (sigma, q, count, chance) =
                (parsed.GetValue(noise), parsed.GetValue(rate), parsed.GetValue(steps), parsed.GetValue(delta));
            if (sigma <= 0 || q is not (>= 0 and <= 1) || count < 0 || chance is not (> 0 and < 1)
                || !double.IsFinite(sigma))
            {
                throw new CommandFailure(ExitCode.WrongUse, "--noise is above 0, --rate from 0 to 1, --steps at least 0, and --delta between 0 and 1.");
            }

            var isTight = accountant.In(parsed) == Accountant.PrivacyLossDistribution;
            if (isTight && chance < PrivacyLoss.DeltaMin)
                throw new CommandFailure(ExitCode.WrongUse, "--delta is at least 1e-10 with --accountant pld; take rdp for less.");

            var (epsilon, order) = isTight
                ? (PrivacyLoss.Epsilon(sigma, q, count, chance), double.NaN)
                : SampledGaussian.Epsilon(sigma, q, count, chance);
            var how = isTight ? "by privacy loss distribution" : string.Create(CultureInfo.InvariantCulture, $"by order {order:R}");
            ledger.Append(
                parsed, terminal, LedgerKind.Charge, parsed.GetValue(subject)!,
                    string.Create(CultureInfo.InvariantCulture,
                $"epsilon {epsilon:R} at delta {chance:R} {how}: noise {sigma:R}, rate {q:R}, steps {count}"));
            terminal.Output.WriteLine(output.In(parsed) == OutputFormat.Json
                ? JsonText.Object((epsilon, order, chance), (json, loss) =>
                {
                    json.WriteNumberOrNull("epsilon", loss.epsilon);
                    json.WriteNumber("delta", loss.chance);
                    json.WriteString("accountant", double.IsNaN(loss.order) ? "pld" : "rdp");
                    if (!double.IsNaN(loss.order)) json.WriteNumber("order", loss.order);
                })
                : string.Create(CultureInfo.InvariantCulture, $"epsilon {epsilon:F6} at delta {chance:R}, {how}"));
            return ExitCode.Done;
        }));
        return command;
    }

    // Options of truth values take no words.
    private enum Accountant
    {
        RenyiDivergence,
        PrivacyLossDistribution,
    }
}
