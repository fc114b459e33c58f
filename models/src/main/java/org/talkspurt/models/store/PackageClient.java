package org.talkspurt.models.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.talkspurt.models.store.ModelSource.RegistryPackage;

/** Fetches a package from its registry. */
interface PackageClient {

  /**
   * @param into an empty directory, for the client's temporary files too
   * @param doneBytes is told how much of the package is there
   * @return the package's archive
   * @throws ModelStoreException if it cannot be had
   */
  Path download(RegistryPackage wanted, Path into, LongConsumer doneBytes)
      throws IOException, InterruptedException;
}
