using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Headroom.Cli.Outcome;
using Headroom.Exchange.Federation;
using Headroom.Privacy.Aggregation;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Federated;

/// <summary>A site's part in one attempt at a round (Bonawitz et al., Practical Secure Aggregation, 2017).</summary>
internal sealed class SiteAttempt(
    RoundFolder folder, KeyPair key, int site, int round, int attempt, Waiting waiting)
{
    private readonly List<int> _chosen = [];

    private FederatedTerms Terms => folder.Terms;

    /// <summary>
    /// Sends the update, masked, and helps to take the masks off the sum. Ends when the round is done, another attempt
    /// begins, or this site was not chosen.
    /// </summary>
    public void Take(double[] update)
    {
        using var secrets = new AttemptSecrets();
        folder.Write(key, round, attempt, FederatedWord.Ready, [secrets.Public.ToString()], site);
        if (Awaited(FederatedWord.Chosen) is not { } chosen) return;

        _chosen.AddRange(NumbersOf(chosen));
        if (!_chosen.Contains(site)) return;
        if (_chosen.Count < Terms.SitesLeast) throw new CommandFailure(ExitCode.Refused, "the coordinator chose fewer sites than the terms allow; nothing was sent.");

        var plan = Terms.PlanOf(_chosen.Count);
        var client = new AggregationClient(plan, _chosen.IndexOf(site));
        GiveShares(client);
        if (Shares() is not { } shares) return;

        var masked = client.Mask(update, shares.ConvertAll(words => Convert.FromBase64String(words[0])));
        var bytes = MemoryMarshal.AsBytes(masked.AsSpan()).ToArray();
        RoundFolder.WriteWhole(folder.Masked(round, attempt, site), stream => stream.Write(bytes));
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        folder.Write(key, round, attempt, FederatedWord.Masked, [digest], site);
        if (Awaited(FederatedWord.Stayed) is not { } stayed) return;

        Reveal(secrets, shares, [.. NumbersOf(stayed)]);
        waiting.Until(IsOver);
    }

    private void GiveShares(AggregationClient client)
    {
        var (ofKey, ofSelf) = client.Shares();
        var words = new List<string> { Convert.ToBase64String(client.PublicKey) };
        var place = 0;
        foreach (var other in _chosen)
        {
            if (other == site)
            {
                words.Add("");
                continue;
            }

            var ready = folder.Read(round, attempt, FederatedWord.Ready, other);
            if (ready is not { Words: [var recipient] }) throw new CommandFailure(ExitCode.Refused, $"the coordinator chose the site {Terms.Sites[other].Name}, which never said that it is ready.");

            words.Add(AttemptSecrets.Sealed(
                PublicKey.Parse(recipient), Place(site, other), ofKey[place], ofSelf[place]));
            place++;
        }

        folder.Write(key, round, attempt, FederatedWord.Shares, words, site);
    }

    // The words of all chosen, in their order; null where the attempt ended before.
    private List<IReadOnlyList<string>>? Shares()
    {
        FederatedMessage?[] all = [];
        waiting.Until(
            () =>
            {
                all = [.. _chosen.Select(other => folder.Read(round, attempt, FederatedWord.Shares, other))];
                return IsOver() || Array.TrueForAll(all, one => one?.Words.Count == _chosen.Count + 1);
            });
        return Array.TrueForAll(all, one => one?.Words.Count == _chosen.Count + 1)
            ? [.. all.Select(one => one!.Words)]
            : null;
    }

    private void Reveal(AttemptSecrets secrets, List<IReadOnlyList<string>> shares, List<int> stayed)
    {
        if (stayed.Count < Terms.SitesLeast || stayed.Except(_chosen).Any()) throw new CommandFailure(ExitCode.Refused, "the coordinator asks to unmask fewer sites than the terms allow; nothing was revealed.");

        var words = new List<string>();
        for (var number = 0; number < _chosen.Count; number++)
        {
            var other = _chosen[number];
            if (other == site)
            {
                words.Add("");
                continue;
            }

            var (ofKey, ofSelf) = secrets.Opened(Place(other, site), shares[number][_chosen.IndexOf(site) + 1]);
            words.Add(Convert.ToBase64String(stayed.Contains(other) ? ofSelf : ofKey));
        }

        folder.Write(key, round, attempt, FederatedWord.Reveal, words, site);
    }

    private FederatedMessage? Awaited(FederatedWord word)
    {
        FederatedMessage? message = null;
        waiting.Until(() => (message = folder.Read(round, attempt, word)) is not null || IsOver());
        return message;
    }

    private bool IsOver() => folder.AttemptOf(round) > attempt || folder.IsDone(round);

    private string Place(int from, int to) => AttemptSecrets.Place(Terms.Id, round, attempt, from, to);

    private IEnumerable<int> NumbersOf(FederatedMessage message) => message.Words
        .Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < Terms.Sites.Count
            ? number
            : throw new CommandFailure(ExitCode.Refused, "the coordinator names a site that is not in the terms."))
        .Distinct();
}
