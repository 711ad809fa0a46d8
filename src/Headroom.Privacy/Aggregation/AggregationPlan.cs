namespace Headroom.Privacy.Aggregation;

/// <summary>Too few clients stayed, or numbers do not fit. The message is a sentence with the remedy.</summary>
public sealed class AggregationException(string sentence) : Exception(sentence);

/// <summary>
/// What all sides of an aggregation agree upon: who is a neighbour of whom (Bell et al., SecAgg+, CCS 2020: a ring in
/// which each client is masked with its nearest ones), how many must stay, and how large numbers may be.
/// </summary>
/// <param name="Clients">Clients, from 3 to 255.</param>
/// <param name="Neighbours">Neighbours of each, an even number; all others where there are fewer.</param>
/// <param name="Threshold">Neighbours that must stay so that a client's seeds can be joined again.</param>
/// <param name="ClippingRange">Largest absolute value of a number that a client gives.</param>
/// <param name="Scale">Steps of a whole number: values are rounded to 1 / scale.</param>
public sealed record AggregationPlan(int Clients, int Neighbours, int Threshold, double ClippingRange, double Scale)
{
    /// <summary>Refuses a plan whose sums would not fit into 32 bits, or whose threshold says nothing.</summary>
    /// <exception cref="AggregationException">It is such a plan.</exception>
    public void Demand()
    {
        if (Clients is < 3 or > SecretSharing.SharesMax) throw new AggregationException("an aggregation has 3 to 255 clients.");
        if (Neighbours < 2 || Neighbours % 2 != 0) throw new AggregationException("neighbours are an even number of at least 2.");
        if (Threshold < 2 || Threshold > NeighboursOf(0).Count)
            throw new AggregationException($"the threshold is from 2 to the {NeighboursOf(0).Count} neighbours of a client.");

        // A sum that wraps around is a wrong model that looks like a right one.
        if (!(ClippingRange > 0 && Scale > 0) || 2.0 * Clients * Math.Ceiling(ClippingRange * Scale) >= uint.MaxValue)
            throw new AggregationException("the sum of all clients does not fit into 32 bits; make the scale or the clipping range smaller.");
    }

    /// <summary>Neighbours of a client, in the order of their numbers.</summary>
    public IReadOnlyList<int> NeighboursOf(int client)
    {
        if (Neighbours >= Clients - 1) return [.. Enumerable.Range(0, Clients).Where(other => other != client)];

        return [.. Enumerable.Range(1, Neighbours / 2)
            .SelectMany(step => new[] { (client + step) % Clients, (client - step + Clients) % Clients }).Order()];
    }

    /// <summary>A number as a step count modulo 2^32.</summary>
    /// <exception cref="AggregationException">It lies outside the clipping range.</exception>
    public uint Encode(double value) => Math.Abs(value) <= ClippingRange
        ? (uint)(int)Math.Round(value * Scale)
        : throw new AggregationException("a value lies outside the clipping range; clip it before it is masked.");

    /// <summary>The sum that a step count modulo 2^32 stands for.</summary>
    public double Decode(uint sum) => (int)sum / Scale;
}
