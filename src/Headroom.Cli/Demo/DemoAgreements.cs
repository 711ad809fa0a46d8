using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Exchange.Agreements;

namespace Headroom.Cli.Demo;

/// <summary>An agreement of the demo, and the command that it allows.</summary>
internal sealed record DemoUse(string Agreement, string Payer, string Centre, string[] Command);

/// <summary>What the parties of the demo do on the exchange.</summary>
internal sealed class DemoAgreements(DemoProgram program, string folder)
{
    private const string On = "--exchange exchange";

    // The first who offers opens the exchange, and books what others pay in.
    private string? _opener;

    public async Task OfferAsync(string kind, string name, string owner, string offer)
    {
        _opener ??= owner;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.offer.yaml"), offer);
        await program.RunAsync($"offer {kind} -f {name}.offer.yaml --key {owner}.key {On}");
    }

    /// <summary>What an owner's match comes to when all have signed it.</summary>
    public async Task<DemoUse> SignAsync(string owner, string centre, string[] command, params string[] more)
    {
        var (data, compute) = await MatchOfAsync(owner);
        await program.RunAsync(
            $"settle deposit {On} --owner {owner}.key --amount 1000 --reference {owner}-1 --key {_opener}.key");
        var proposed = await program.RunAsync(
            $"agree propose {data} {compute} {On} --command {JobOrder.DigestOf(command)} --jobs 1 --gpu-hours 1 "
            + $"--key {owner}.key",
            more);
        var id = proposed["proposed as ".Length..].Trim();
        await program.RunAsync($"agree sign {id} {On} --key {centre}.key");
        await program.RunAsync($"agree sign {id} {On} --key laboratory.key");
        return new DemoUse(id, owner, centre, command);
    }

    /// <summary>How a command that nobody agreed to is refused.</summary>
    public async Task<string> RefusalAsync(string submit, params string[] command)
    {
        try
        {
            await program.RunAsync(submit, command);
        }
        catch (CommandFailure refused) when (refused.Message.Contains("clause Command", StringComparison.Ordinal))
        {
            return "Another command is refused, and the reason names the clause.";
        }

        throw new CommandFailure(ExitCode.Failed, "a command that nobody agreed to was let run.");
    }

    /// <summary>GPU-seconds that jobs have taken so far, by region.</summary>
    public async Task<IReadOnlyDictionary<string, double>> SecondsAsync()
    {
        var seconds = new Dictionary<string, double>();
        foreach (var job in (await AnswerAsync($"jobs --all --server {program.Server}")).EnumerateArray())
        {
            var told = await AnswerAsync($"job {job.GetProperty("id")} --server {program.Server}");
            var region = told.GetProperty("request").GetProperty("regions")[0].GetString()!;
            seconds[region] = seconds.GetValueOrDefault(region) + told.GetProperty("gpu_seconds").GetDouble();
        }

        return seconds;
    }

    /// <summary>The centre reports what ran, and the payer pays.</summary>
    public async Task<string> SettleAsync(DemoUse use, double seconds)
    {
        var whole = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        var job = $"{use.Agreement} {On} --job {use.Payer}-1";
        await program.RunAsync(
            $"settle report {job} --gpu-seconds {whole} --evidence up.log --key {use.Centre}.key");
        await program.RunAsync($"settle pay {job} --key {use.Payer}.key");
        return $"{use.Payer} pays {use.Centre} for {whole} GPU-seconds.";
    }

    private async Task<(string Data, string Compute)> MatchOfAsync(string owner)
    {
        var listing = (await AnswerAsync($"listings {On}")).EnumerateArray()
            .First(one => one.GetProperty("listing").GetProperty("name").GetString() == owner)
            .GetProperty("id").GetString()!;
        var matches = await program.RunAsync($"match {On} --output csv");
        var match = matches.Split('\n')
            .First(line => line.StartsWith(listing, StringComparison.Ordinal)).Split(',');
        return (match[0], match[1]);
    }

    private async Task<JsonElement> AnswerAsync(string line) =>
        JsonDocument.Parse(await program.RunAsync($"{line} --output json")).RootElement;
}
