global using Survey.LoadTests.Load;
