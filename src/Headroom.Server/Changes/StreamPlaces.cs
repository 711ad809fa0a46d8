using Headroom.Server.Access;
using Headroom.Server.Loop;

namespace Headroom.Server.Changes;

/// <summary>How many streams there may be, and which there are. Thread-safe.</summary>
/// <param name="most">Most streams.</param>
/// <param name="mostOfOne">Most streams of one bearer.</param>
internal sealed class StreamPlaces(int most, int mostOfOne)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Place> _taken = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Streams that there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _taken.Count;
        }
    }

    /// <summary>A place for one stream, until it is given back.</summary>
    /// <exception cref="Refusal">There is none left.</exception>
    public Place Take(Bearer bearer)
    {
        var place = new Place(this, bearer);
        lock (_gate)
        {
            var ofOne = _counts.GetValueOrDefault(bearer.Scope);
            if (_taken.Count >= most || ofOne >= mostOfOne)
            {
                throw new Refusal(
                    RefusalKind.Busy, "Too many streams of events are open", "close some, or come again later");
            }

            _taken.Add(place);
            _counts[bearer.Scope] = ofOne + 1;
        }

        return place;
    }

    /// <summary>Ends the streams of a token: it is not good any more.</summary>
    public void End(long token)
    {
        Place[] ended;
        lock (_gate) ended = [.. _taken.Where(place => place.Bearer.Token == token)];
        foreach (var place in ended) place.End();
    }

    private void GiveBack(Place place)
    {
        lock (_gate)
        {
            if (!_taken.Remove(place)) return;

            if (--_counts[place.Bearer.Scope] == 0) _counts.Remove(place.Bearer.Scope);
        }
    }

    /// <summary>One stream's place.</summary>
    internal sealed class Place(StreamPlaces places, Bearer bearer) : IDisposable
    {
        private readonly CancellationTokenSource _ending = new();

        public Bearer Bearer => bearer;

        /// <summary>Whether the stream has to end.</summary>
        public CancellationToken Ending => _ending.Token;

        public void End() => _ending.Cancel();

        // The source is left to the collector: someone may just be ending this.
        public void Dispose() => places.GiveBack(this);
    }
}
