using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Exchange.Agreements;
using Headroom.Exchange.Listings;
using Headroom.Exchange.Matching;

namespace Headroom.Cli.Exchange;

/// <summary>The terms that someone proposes: those of a match, but for what options say otherwise.</summary>
internal sealed class AgreementDraft
{
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for [default: the first that all allow, else training]", HelpName = "WORD" };
    private readonly Option<string?> _command = new("--command") { Description = "SHA-256 of the command or image that may run", HelpName = "DIGEST" };
    private readonly Option<string?> _file = new("--file") { Description = "Id of the sealed file that may be opened [default: none]", HelpName = "ID" };
    private readonly Option<double?> _hours = new("--gpu-hours") { Description = "GPU-hours of all jobs [default: those of the match]", HelpName = "HOURS" };
    private readonly Option<int?> _jobs = new("--jobs") { Description = "Jobs in all [default: 1]", HelpName = "COUNT" };
    private readonly Option<string?> _pay = new("--pay") { Description = "Paid for all GPU-hours [default: the price of the match]", HelpName = "AMOUNT" };
    private readonly Option<int?> _days = new("--days") { Description = "Days for which it holds [default: 30]", HelpName = "DAYS" };
    private readonly Option<int?> _signDays = new("--sign-days") { Description = "Days in which all must sign [default: 7]", HelpName = "DAYS" };
    private readonly Option<int?> _dispute = new("--dispute-hours") { Description = "Hours in which what was reported can be disputed [default: 24]", HelpName = "HOURS" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_purpose, _command, _file, _hours, _jobs, _pay, _days, _signDays, _dispute])
            command.Add(option);
    }

    /// <summary>Terms of a match.</summary>
    public AgreementTerms Of(ParseResult parsed, Match match, DateTimeOffset now)
    {
        var (data, compute, model) = (match.Data, match.Compute, match.Model);
        var until = new[] { now.AddDays(30), data.Terms.Until, compute.Terms.Until, model.Terms.Until }.Min();
        var from = new[] { now, data.Terms.From, compute.Terms.From, model.Terms.From }.Max();
        var signBy = now.AddDays(7);
        var terms = new AgreementTerms(
            new AgreementParties(
                data.Id, compute.Id, model.Id, data.Terms.Owner, compute.Terms.Owner, model.Terms.Owner),
            new JobTerms(
                match.Purposes.Count > 0 ? match.Purposes[0] : "training", "", compute.Region, data.Protection, "",
                data.Evidence, 1, match.GpuSeconds),
            new PaymentTerms(data.Terms.Currency, match.ComputePriceMicro, match.ModelPriceMicro, 24),
            from, until, signBy < until ? signBy : until);
        return Changed(parsed, terms, now);
    }

    /// <summary>Terms with what options say in their place.</summary>
    public AgreementTerms Changed(ParseResult parsed, AgreementTerms terms, DateTimeOffset now)
    {
        var jobs = terms.Jobs with
        {
            Purpose = parsed.GetValue(_purpose) ?? terms.Jobs.Purpose,
            Command = parsed.GetValue(_command) ?? terms.Jobs.Command,
            File = parsed.GetValue(_file) ?? terms.Jobs.File,
            JobsMax = parsed.GetValue(_jobs) ?? terms.Jobs.JobsMax,
            GpuSecondsMax = parsed.GetValue(_hours) is { } hours ? Seconds(hours) : terms.Jobs.GpuSecondsMax,
        };
        var payment = terms.Payment with
        {
            ComputeMicro = parsed.GetValue(_pay) is { } pay ? ExchangeOptions.MoneyOf("--pay", pay) : terms.Payment.ComputeMicro,
            DisputeHours = parsed.GetValue(_dispute) ?? terms.Payment.DisputeHours,
        };
        var changed = terms with
        {
            Jobs = jobs,
            Payment = payment,
            Until = parsed.GetValue(_days) is { } days ? now.AddDays(Bounded("--days", days)) : terms.Until,
            SignBy = parsed.GetValue(_signDays) is { } signDays ? now.AddDays(Bounded("--sign-days", signDays)) : terms.SignBy,
        };
        return changed.Jobs.Command.Length > 0
            ? changed
            : throw new CommandFailure(ExitCode.WrongUse, "--command is missing: the SHA-256 of the command or image that may run.");
    }

    private static int Bounded(string option, int days) => days is >= 1 and <= 3_650
        ? days
        : throw new CommandFailure(ExitCode.WrongUse, $"{option} is a whole number from 1 to 3650.");

    private static long Seconds(double hours) => hours is > 0 and <= ListingCheck.HoursMax
        ? (long)Math.Ceiling(hours * 3600)
        : throw new CommandFailure(ExitCode.WrongUse, "--gpu-hours is above 0 and at most 10000000.");
}
