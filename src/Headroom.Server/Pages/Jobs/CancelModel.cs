using Headroom.Storage.Reading;

namespace Headroom.Server.Pages.Jobs;

/// <summary>Jobs that are about to be cancelled.</summary>
/// <param name="Jobs">Exactly these.</param>
/// <param name="Back">The list that they were chosen in.</param>
public sealed record CancelModel(IReadOnlyList<StoredJob> Jobs, string Back);
