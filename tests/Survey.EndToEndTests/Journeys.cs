namespace Survey.EndToEndTests;

/// <summary>All journeys share one running program and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class Journeys : ICollectionFixture<RunningSurvey>, ICollectionFixture<Browser>, ICollectionFixture<Administrator>
{
    public const string Name = "journeys";
}
