namespace Headroom.Curation.Deduplication;

/// <summary>
/// Sets of documents that are connected by pairs (union-find, Tarjan 1975). The root of a set is its first document, so
/// that the outcome does not depend on the order of the pairs.
/// </summary>
internal sealed class Clusters
{
    private readonly int[] _parents;

    /// <param name="documents">Number of documents, each alone at first.</param>
    public Clusters(int documents) => _parents = [.. Enumerable.Range(0, documents)];

    /// <summary>First document of the set that a document is in.</summary>
    public int FirstOf(int document)
    {
        while (_parents[document] != document)
        {
            _parents[document] = _parents[_parents[document]];
            document = _parents[document];
        }

        return document;
    }

    /// <summary>Joins the sets of two documents.</summary>
    public void Join(int left, int right)
    {
        left = FirstOf(left);
        right = FirstOf(right);
        if (left < right) _parents[right] = left;
        else _parents[left] = right;
    }
}
