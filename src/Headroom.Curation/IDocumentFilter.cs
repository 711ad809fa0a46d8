namespace Headroom.Curation;

/// <summary>
/// One stage of a recipe that looks at documents one by one. It may edit the document that it keeps. An instance keeps
/// scratch memory and belongs to one thread; the verdict depends on the document alone.
/// </summary>
public interface IDocumentFilter
{
    /// <summary>Name of the stage in recipes and reports.</summary>
    string Name { get; }

    /// <summary>Keeps, edits or removes the document.</summary>
    Verdict Judge(Document document);
}
