using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Exchange.Federation;
using Headroom.Formats.Tensors;
using Headroom.Privacy.Aggregation;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Federated;

/// <summary>How long a coordinator waits.</summary>
/// <param name="Training">For updates.</param>
/// <param name="Answers">For answers of sites that have theirs.</param>
internal sealed record Patiences(TimeSpan Training, TimeSpan Answers);

/// <summary>
/// Adds up the updates of sites, round after round. It sees masked updates and their sum; each attempt at a round is
/// whole or did not happen.
/// </summary>
internal sealed class Coordinator(
    Terminal terminal, RoundFolder folder, KeyPair key, Patiences patience, Waiting waiting)
{
    private const int TriesMax = 5;

    private readonly HashSet<int> _silent = [];

    private FederatedTerms Terms => folder.Terms;

    /// <summary>Does a round: leaves the next model, and then its signed digest.</summary>
    public void Round(int round)
    {
        var model = TensorFile.Read(folder.Model(round), FederatedTerms.NumbersMax);
        for (var tries = 0; tries < TriesMax; tries++)
        {
            if (Attempt(round, model) is not var (sum, sites)) continue;

            var next = model with { Values = FederatedUpdate.Moved(model.Values, sum, sites * Terms.Privacy.Parts) };
            RoundFolder.WriteWhole(folder.Model(round + 1), stream => TensorFile.Write(stream, next));
            folder.Write(key, round, 0, FederatedWord.Done, [DigestOf(folder.Model(round + 1))]);
            Tell($"round {round + 1} of {Terms.Rounds}: {sites} of {Terms.Sites.Count} sites, the model moved by {Norm(sum, sites):G4}");
            return;
        }

        throw new CommandFailure(ExitCode.Failed, string.Create(CultureInfo.InvariantCulture, $"round {round + 1} failed {TriesMax} times; the model so far is {folder.Model(round)}, and the same command goes on."));
    }

    public static string DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private (double[] Sum, int Sites)? Attempt(int round, TensorSet model)
    {
        var attempt = folder.AttemptOf(round) + 1;
        folder.Write(key, round, attempt, FederatedWord.Begin, [DigestOf(folder.Model(round))]);
        var all = Enumerable.Range(0, Terms.Sites.Count).ToList();
        waiting.Until(
            () => all.TrueForAll(
                site => IsReady(round, attempt, site) || _silent.Contains(site) || IsSpent(round, site)),
            patience.Training);
        var spent = all.Count(site => IsSpent(round, site));
        if (all.Count - spent < Terms.SitesLeast)
            throw new CommandFailure(ExitCode.Refused, $"the privacy budget of {spent} sites is spent, and {Terms.SitesLeast} are needed; the model so far is {folder.Model(round)}.");

        var chosen = all.FindAll(site => IsReady(round, attempt, site));
        _silent.UnionWith(all.Except(chosen));
        if (chosen.Count < Terms.SitesLeast) return Failed($"{chosen.Count} sites have an update");

        folder.Write(key, round, attempt, FederatedWord.Chosen, Words(chosen));
        if (!Wait(chosen, site => folder.Read(round, attempt, FederatedWord.Shares, site) is not null)) return Failed("a site left before it gave its shares");

        Wait(chosen, site => MaskedOf(round, attempt, site, model.Values.Length) is not null);
        var stayed = chosen.FindAll(site => MaskedOf(round, attempt, site, model.Values.Length) is not null);
        _silent.UnionWith(chosen.Except(stayed));
        if (stayed.Count < Terms.SitesLeast) return Failed($"{stayed.Count} sites stayed");

        folder.Write(key, round, attempt, FederatedWord.Stayed, Words(stayed));
        Wait(stayed, site => folder.Read(round, attempt, FederatedWord.Reveal, site) is not null);
        try
        {
            return (Sum(round, attempt, chosen, stayed, model.Values.Length), stayed.Count);
        }
        catch (Exception fault) when (fault is AggregationException or FormatException)
        {
            return Failed(fault.Message.TrimEnd('.'));
        }
    }

    private double[] Sum(int round, int attempt, List<int> chosen, List<int> stayed, int length)
    {
        var plan = Terms.PlanOf(chosen.Count);
        var keys = chosen.ConvertAll(site => Convert.FromBase64String(
            folder.Read(round, attempt, FederatedWord.Shares, site)!.Words[0]));
        var sum = new AggregationSum(plan, length, keys);
        foreach (var site in stayed)
            sum.Add(chosen.IndexOf(site), MaskedOf(round, attempt, site, length) ?? throw new AggregationException("an update was changed"));

        var reveals = stayed
            .Select(site => (
                Number: chosen.IndexOf(site), folder.Read(round, attempt, FederatedWord.Reveal, site)?.Words))
            .Where(reveal => reveal.Words?.Count == chosen.Count).ToList();
        for (var number = 0; number < chosen.Count; number++)
        {
            var neighbours = plan.NeighboursOf(number).ToList();
            var shares = reveals.Where(reveal => reveal.Number != number)
                .Select(reveal => (
                    neighbours.IndexOf(reveal.Number) + 1, Convert.FromBase64String(reveal.Words![number]))).ToList();
            if (shares.Any(share => share.Item2.Length != AttemptSecrets.ShareBytes)) throw new AggregationException("a share has another length");

            if (stayed.Contains(chosen[number])) sum.Unmask(number, shares);
            else sum.Mend(number, shares);
        }

        var values = sum.Values();
        var most = plan.ClippingRange * stayed.Count;
        return Array.TrueForAll(values, value => Math.Abs(value) <= most)
            ? values
            : throw new AggregationException("the sum is larger than updates can be: a share was false");
    }

    private uint[]? MaskedOf(int round, int attempt, int site, int length)
    {
        var file = new FileInfo(folder.Masked(round, attempt, site));
        if (folder.Read(round, attempt, FederatedWord.Masked, site) is not { Words: [var digest] } || !file.Exists
            || file.Length != (long)length * sizeof(uint))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(file.FullName);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == digest
            ? MemoryMarshal.Cast<byte, uint>(bytes).ToArray()
            : null;
    }

    private bool Wait(List<int> sites, Predicate<int> isThere) =>
        waiting.Until(() => sites.TrueForAll(isThere), patience.Answers);

    private bool IsReady(int round, int attempt, int site) =>
        folder.Read(round, attempt, FederatedWord.Ready, site) is not null;

    private bool IsSpent(int round, int site) => folder.Read(round, 0, FederatedWord.Spent, site) is not null;

    private (double[] Sum, int Sites)? Failed(string why)
    {
        Tell($"this attempt failed: {why}; another one begins");
        return null;
    }

    private double Norm(double[] sum, int sites) =>
        Math.Sqrt(sum.Sum(value => value * value)) / (sites * Terms.Privacy.Parts);

    private static string[] Words(IEnumerable<int> sites) =>
        [.. sites.Select(site => site.ToString(CultureInfo.InvariantCulture))];

    private void Tell(FormattableString line) => Tell(line.ToString(CultureInfo.InvariantCulture));

    private void Tell(string line)
    {
        terminal.Output.WriteLine(DisplayWidth.Printable(line));
        terminal.Output.Flush();
    }
}
